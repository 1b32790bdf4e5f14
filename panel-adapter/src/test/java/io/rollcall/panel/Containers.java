package io.rollcall.panel;

import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * The containers that {@code META-INF/services} on the class path names, so that the same tests run
 * on each: here on two, and in the modules below {@code containers} on others, of which no two fit
 * on one class path.
 */
final class Containers implements ArgumentsProvider {
  @Override
  public Stream<? extends Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    return ServiceLoader.load(Container.class).stream().map(found -> Arguments.of(found.get()));
  }
}
