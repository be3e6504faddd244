package dev.attune.evaluate.loop;

import java.util.Set;

/**
 * All lives lived. Those of the same place belong to the same user.
 *
 * @param treated with personal decisions
 * @param control with what anyone would get
 * @param changedTreated with personal decisions, and a change of habits; empty if not simulated
 * @param changedControl with what anyone would get, and a change of habits; empty if not simulated
 * @param offerable the items that at least one of the users may be offered
 */
record Outcome(
    LoopSettings settings,
    Diaries treated,
    Diaries control,
    Diaries changedTreated,
    Diaries changedControl,
    Set<String> offerable) {}
