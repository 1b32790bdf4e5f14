package io.rollcall.proofs;

import java.nio.file.Path;
import java.util.List;
import org.apache.ftpserver.ftplet.Authentication;
import org.apache.ftpserver.ftplet.AuthenticationFailedException;
import org.apache.ftpserver.ftplet.User;
import org.apache.ftpserver.usermanager.UsernamePasswordAuthentication;
import org.apache.ftpserver.usermanager.impl.AbstractUserManager;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.ConcurrentLoginPermission;
import org.apache.ftpserver.usermanager.impl.WritePermission;

/** Everybody who knows the password is a user. */
final class SoakUsers extends AbstractUserManager {
  private final Path home;

  SoakUsers(Path home) {
    this.home = home;
  }

  @Override
  public User getUserByName(String name) {
    BaseUser user = new BaseUser();
    user.setName(name);
    user.setHomeDirectory(home.toString());
    user.setAuthorities(List.of(new WritePermission(), new ConcurrentLoginPermission(0, 0)));
    return user;
  }

  @Override
  public User authenticate(Authentication authentication) throws AuthenticationFailedException {
    if (authentication instanceof UsernamePasswordAuthentication login
        && SoakHost.PASSWORD.equals(login.getPassword())) {
      return getUserByName(login.getUsername());
    }
    throw new AuthenticationFailedException("wrong password");
  }

  @Override
  public boolean doesExist(String name) {
    return true;
  }

  @Override
  public String[] getAllUserNames() {
    return new String[0];
  }

  @Override
  public void save(User user) {
    throw new UnsupportedOperationException("nobody changes users here");
  }

  @Override
  public void delete(String name) {
    throw new UnsupportedOperationException("nobody changes users here");
  }
}
