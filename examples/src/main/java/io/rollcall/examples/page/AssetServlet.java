package io.rollcall.examples.page;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Serves the files that the pages refer to, and no others. */
final class AssetServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final Map<String, String> TYPES =
      Map.of(
          "/panel.css", "text/css;charset=utf-8",
          "/sessions.css", "text/css;charset=utf-8",
          "/sessions.js", "text/javascript;charset=utf-8",
          "/panel.svg", "image/svg+xml");

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = String.valueOf(request.getPathInfo());
    String type = TYPES.get(path);
    if (type == null) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    try (InputStream file = AssetServlet.class.getResourceAsStream(path.substring(1))) {
      if (file == null) {
        throw new IOException("the panel was built without " + path);
      }
      response.setContentType(type);
      file.transferTo(response.getOutputStream());
    }
  }
}
