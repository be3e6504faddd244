import pytest

from attune_training.provenance import DESCRIPTIONS, data_class


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        ({"source": "simulated"}, "simulated"),
        ({"source": "simulated", "dataClass": "simulated"}, "simulated"),
        ({"source": "recorded", "dataClass": "public"}, "public"),
        ({"source": "recorded"}, "private"),
        ({}, "private"),
    ],
)
def test_should_take_what_does_not_say_for_the_most_delicate(meta, expected):
    assert data_class(meta) == expected
    assert DESCRIPTIONS[expected]


@pytest.mark.parametrize(
    "meta",
    [
        {"source": "recorded", "dataClass": "simulated"},
        {"source": "simulated", "dataClass": "public"},
        {"source": "recorded", "dataClass": "secret"},
        {"dataClass": "simulated"},
    ],
)
def test_should_refuse_what_cannot_be_true(meta):
    with pytest.raises(ValueError, match="meta.json"):
        data_class(meta)
