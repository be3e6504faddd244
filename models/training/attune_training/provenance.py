"""What kind of data a training set holds, as the manifest and the model card have to say it."""

from __future__ import annotations

from attune_training.dataset import TrainingSetError

DATA_CLASSES = ("simulated", "public", "private-dp", "private")

DESCRIPTIONS = {
    "simulated": "Phones simulated by Attune (`dev.attune.device.simulate`). No person's data was used.",
    "public": "Published data. See its own terms.",
    "private-dp": "People's data, learned from with a proven bound on what the release tells of any of them.",
    "private": "People's data, learned from without a bound on what the release tells of any of them: treat the release "
    "as personal data of theirs.",
}


def data_class(meta: dict) -> str:
    """The data class of a training set; what does not say is taken for the most delicate.

    Raises TrainingSetError where the set says what can't be true.
    """
    source = meta.get("source")
    given = meta.get("dataClass") or ("simulated" if source == "simulated" else "private")
    if given not in DATA_CLASSES:
        raise TrainingSetError(f"meta.json: dataClass is one of {', '.join(DATA_CLASSES)}, not {given}")
    if (given == "simulated") != (source == "simulated"):
        raise TrainingSetError(f"meta.json: events that are {source or 'of unknown source'} are not of the class {given}")
    return given
