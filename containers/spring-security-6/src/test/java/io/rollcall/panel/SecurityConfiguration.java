package io.rollcall.panel;

import static org.springframework.security.config.Customizer.withDefaults;

import io.rollcall.Service;
import io.rollcall.SessionRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.rememberme.PersistentTokenRepository;

/**
 * Spring Security with its defaults: its own login form, protection from session fixation and
 * forged requests, remember-me with tokens in a store. Every user's password is {@code secret}.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
public class SecurityConfiguration {
  /** Creates it, as Spring does. */
  public SecurityConfiguration() {}

  /** What guards the pages. */
  @Bean
  public SecurityFilterChain guard(HttpSecurity http, PersistentTokenRepository tokens)
      throws Exception {
    return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
        .formLogin(withDefaults())
        .rememberMe(rememberMe -> rememberMe.tokenRepository(tokens))
        .build();
  }

  /** Who may log in; {@code asksFirst} has Spring itself keep out who is locked out. */
  @Bean
  public UserDetailsService users(SessionRegistry registry, Boolean asksFirst) {
    return login ->
        User.withUsername(login)
            .password("{noop}secret")
            .roles("USER")
            .accountLocked(asksFirst && registry.refusal(Service.PANEL, login, null) != null)
            .build();
  }
}
