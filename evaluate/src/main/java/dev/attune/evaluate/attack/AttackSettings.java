package dev.attune.evaluate.attack;

/**
 * How much is attacked.
 *
 * @param seed of the users; each release takes a seed of its own from here on
 * @param releases how many pairs of releases are attacked, each of its own users
 * @param users whose use is in a release, and as many who are held out
 * @param shadows releases of the membership attack
 * @param canaries about whom it guesses in each
 */
public record AttackSettings(long seed, int releases, int users, int shadows, int canaries) {

  /** About so many attacks of each kind; half as many guesses about membership. */
  public static AttackSettings of(long seed, int attacks) {
    int users = Math.min(attacks / 2, 1_000);
    int ofRelease = 2 * users;
    return new AttackSettings(
        seed, (attacks + ofRelease - 1) / ofRelease, users, Math.max(10, attacks / 400), 200);
  }

  /** How many steps an exporter is attacked in. */
  public int steps() {
    return releases + 1;
  }
}
