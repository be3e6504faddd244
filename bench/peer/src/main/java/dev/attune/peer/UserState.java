package dev.attune.peer;

import dev.attune.models.habit.Habits;
import dev.attune.models.habit.RecentTokens;
import dev.attune.models.usage.Fp16;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What is kept of a user: the model's state, habits and recent tokens, as Attune keeps them, when
 * the newest event was and when a list was last made. Not thread-safe.
 */
final class UserState {

  private static final int LARGEST = 4_096;

  final float[] model;
  final Habits habits = new Habits();
  final RecentTokens tokens = new RecentTokens();
  long newestAt;
  long listAt;

  UserState(int size) {
    model = new float[size];
  }

  static UserState of(byte[] bytes, int size) {
    UserState state = new UserState(size);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    state.newestAt = in.getLong();
    state.listAt = in.getLong();
    for (int i = 0; i < size; i++) {
      state.model[i] = Fp16.toFloat(in.getShort());
    }
    state.habits.readFrom(in);
    state.tokens.readFrom(in, state.habits);
    return state;
  }

  byte[] bytes(ByteBuffer buffer) {
    buffer.clear();
    buffer.putLong(newestAt).putLong(listAt);
    for (float value : model) {
      buffer.putShort(Fp16.fromFloat(value));
    }
    habits.writeTo(buffer);
    tokens.writeTo(buffer, habits);
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  static ByteBuffer buffer() {
    return ByteBuffer.allocate(LARGEST);
  }
}
