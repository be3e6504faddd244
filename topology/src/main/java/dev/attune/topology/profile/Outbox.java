package dev.attune.topology.profile;

import java.nio.ByteBuffer;

/**
 * What was last sent to a user and when it was last decided: for change suppression and rate
 * limits. Times are in seconds since 1970-01-01T00:00Z, on the clock of events; 0 is never.
 */
public final class Outbox {

  private int listFingerprint;
  private long listDecidedAt;
  private long listExpiresAt;
  private int settingsFingerprint;
  private long settingsDecidedAt;

  Outbox() {}

  /** The fingerprint of the last list sent; 0 when none was. */
  public int listFingerprint() {
    return listFingerprint;
  }

  /** When a list was last decided, sent or not. */
  public long listDecidedAt() {
    return listDecidedAt;
  }

  /** When the last list sent stops being of use. */
  public long listExpiresAt() {
    return listExpiresAt;
  }

  /** The fingerprint of the last settings sent; 0 when none were. */
  public int settingsFingerprint() {
    return settingsFingerprint;
  }

  /** When settings were last decided, sent or not. */
  public long settingsDecidedAt() {
    return settingsDecidedAt;
  }

  /** A list was decided, but not sent. */
  public void listDecided(long at) {
    listDecidedAt = at;
  }

  /** A list was decided and sent. */
  public void listSent(long at, int fingerprint, long expiresAt) {
    listDecidedAt = at;
    listFingerprint = fingerprint;
    listExpiresAt = expiresAt;
  }

  /** Settings were decided, but not sent. */
  public void settingsDecided(long at) {
    settingsDecidedAt = at;
  }

  /** Settings were decided and sent. */
  public void settingsSent(long at, int fingerprint) {
    settingsDecidedAt = at;
    settingsFingerprint = fingerprint;
  }

  boolean isBlank() {
    return listDecidedAt == 0 && settingsDecidedAt == 0;
  }

  void write(ByteBuffer out, long newestEventAt) {
    out.putInt(listFingerprint).putInt(settingsFingerprint);
    Varints.putSigned(out, newestEventAt - listDecidedAt);
    Varints.putSigned(out, listExpiresAt - listDecidedAt);
    Varints.putSigned(out, newestEventAt - settingsDecidedAt);
  }

  void read(ByteBuffer in, long newestEventAt) {
    listFingerprint = in.getInt();
    settingsFingerprint = in.getInt();
    listDecidedAt = newestEventAt - Varints.getSigned(in);
    listExpiresAt = listDecidedAt + Varints.getSigned(in);
    settingsDecidedAt = newestEventAt - Varints.getSigned(in);
  }
}
