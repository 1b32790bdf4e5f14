"""Moves one file with the FTP client of Python's own library.

Arguments: plain|explicit|implicit passive|active HOST PORT LOGIN PASSWORD download|upload LOCAL REMOTE
"""
import ftplib
import socket
import ssl
import sys


class ImplicitTls(ftplib.FTP_TLS):
    """Encrypted from the first byte, which the library leaves to its users."""

    def connect(self, host="", port=0, timeout=20, source_address=None):
        plain = socket.create_connection((host, port), timeout)
        self.sock = self.context.wrap_socket(plain, server_hostname=host)
        self.af = self.sock.family
        self.host = host
        self.file = self.sock.makefile("r", encoding=self.encoding)
        self.welcome = self.getresp()
        return self.welcome


def client(encryption):
    if encryption == "plain":
        return ftplib.FTP()
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return ImplicitTls(context=context) if encryption == "implicit" else ftplib.FTP_TLS(context=context)


def main(encryption, mode, host, port, login, password, direction, local, remote):
    ftp = client(encryption)
    ftp.connect(host, int(port), 20)
    ftp.login(login, password)
    if encryption != "plain":
        ftp.prot_p()
    ftp.set_pasv(mode == "passive")
    if direction == "download":
        with open(local, "wb") as file:
            ftp.retrbinary("RETR " + remote, file.write)
    else:
        with open(local, "rb") as file:
            ftp.storbinary("STOR " + remote, file)
    ftp.quit()


main(*sys.argv[1:])
