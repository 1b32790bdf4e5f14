package io.rollcall.panel;

import java.io.IOException;
import java.io.InputStream;

/**
 * Gives a web application classes of its own for this project and Guava, as a container does for
 * what is in its {@code WEB-INF/lib}. All other classes are shared.
 */
final class WebApplicationLoader extends ClassLoader {
  WebApplicationLoader(ClassLoader container) {
    super("web application", container);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith("io.rollcall.") && !name.startsWith("com.google.common.")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (file == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] code = file.readAllBytes();
      return defineClass(name, code, 0, code.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
