package dev.attune.device.simulate;

import dev.attune.schemas.catalog.CatalogItem;
import java.util.List;
import java.util.Objects;

/**
 * A simulated world: a catalog and users with phones. Immutable and thread-safe; the users it hands
 * out are not.
 *
 * <pre>{@code
 * Simulation world = new Simulation(SimulationConfig.of(7, 200, Instant.parse("2026-03-02T00:00:00Z")));
 * SimulatedUser user = world.user(0);
 * SimulatedEvent first = user.next();
 * }</pre>
 */
public final class Simulation {
  private final SimulationConfig config;

  /** A world as configured. */
  public Simulation(SimulationConfig config) {
    this.config = Objects.requireNonNull(config);
  }

  /** What is simulated. */
  public SimulationConfig config() {
    return config;
  }

  /**
   * Everything that may be offered, in a fixed order and the same under every seed: about 300 apps,
   * 60 pieces of content, 20 themes and 20 settings. A few are pending or rejected, limited to
   * regions, or for adults.
   */
  public List<CatalogItem> catalog() {
    return World.INSTANCE.catalog().items();
  }

  /** How many users there are. */
  public int users() {
    return config.users();
  }

  /**
   * A new generator of the user with this number, from the start of the simulated time; every call
   * gives another, equal one. Keep the one you advance.
   *
   * @throws IndexOutOfBoundsException if there is no such user
   */
  public SimulatedUser user(int number) {
    Objects.checkIndex(number, config.users());
    return new SimulatedUser(config, number);
  }
}
