package dev.attune.deploy.explain;

import dev.attune.models.usage.UsageModel;
import java.util.List;
import java.util.Optional;

/** The models of releases, by the ids of these. */
interface Models {

  /** A model of a release, the same at every call; empty if the release is not at hand. */
  Optional<UsageModel> of(String releaseId);

  /** The ids of the releases that may be asked for, as far as they are known without asking. */
  List<String> known();

  /** Why a release is not at hand: a sentence. */
  String missing(String releaseId);
}
