"""What the Java side and the trainer agree on: sizes, ids and names of a release.

Java owns the vocabulary and the tokenizer; nothing here is computed from text.
"""

FORMAT_VERSION = 2
OPSET = 20
IR_VERSION = 10

STATE = 256
REPRESENTATION = 64
TYPES = 16
PLACES = 8
KINDS = TYPES * PLACES  # the input "type" of the update graph: type * 8 + place
GAPS = 16
HOURS_OF_WEEK = 168
HOURS = 24
CATEGORIES = 16

# dev.attune.models.token.EventType, by ordinal; append only.
EVENT_TYPES = (
    "NONE",
    "APP_OPENED",
    "APP_CLOSED",
    "DEVICE_UNLOCKED",
    "NOTIFICATION_POSTED",
    "NOTIFICATION_OPENED",
    "NOTIFICATION_DISMISSED",
    "NOTIFICATION_IGNORED",
    "SETTING_CHANGED",
    "NOTIFICATION_SETTING_CHOSEN",
    "CONTENT_SEEN",
    "RECOMMENDATION_SHOWN",
    "RECOMMENDATION_ACCEPTED",
    "RECOMMENDATION_DISMISSED",
)
APP_OPENED = EVENT_TYPES.index("APP_OPENED")
APP_CLOSED = EVENT_TYPES.index("APP_CLOSED")
DEVICE_UNLOCKED = EVENT_TYPES.index("DEVICE_UNLOCKED")
NOTIFICATION_POSTED = EVENT_TYPES.index("NOTIFICATION_POSTED")
NOTIFICATION_OPENED = EVENT_TYPES.index("NOTIFICATION_OPENED")

# dev.attune.models.habit.RankFeatures, in order.
FEATURE_NAMES = (
    "log_total",
    "log_daypart",
    "log_day_kind",
    "share",
    "daypart_share",
    "recency",
    "is_last",
    "is_habit",
    "log_place",
    "place_share",
    "log_fast",
    "fast_share",
    "log_opener",
    "opener_share",
    "log_opener_hour",
    "session_last",
    "session_before",
    "log_session",
    "log_recent",
    "recent_share",
    "log_next",
    "next_share",
    "recent_next_share",
    "log_this_hour",
    "session_start",
    "routine",
    "log_evidence",
    "familiarity",
    "bounce",
    "surprise",
    "beside",
    "after",
)
FEATURES = len(FEATURE_NAMES)
SHARE = FEATURE_NAMES.index("share")
IS_HABIT = FEATURE_NAMES.index("is_habit")
SESSION_LAST = FEATURE_NAMES.index("session_last")
# The same for all candidates from here, made of the release's neighbors from there.
FIRST_CONTEXT = FEATURE_NAMES.index("session_start")
FIRST_NEIGHBOR = FEATURE_NAMES.index("beside")
NEAR = FEATURES - FIRST_NEIGHBOR

# dev.attune.models.vocabulary.Vocabulary: what an index means.
NO_ITEM = 0
NOTIFICATION_BASE = 1  # 64 = 16 categories x (posted, opened, dismissed, ignored)
BUCKET_BASE = 65  # 32 hash buckets for items that are not in the file
BUCKETS = 32
ITEM_BASE = 97
MAX_VOCABULARY = 65_535

UNKNOWN_BYTE = 255  # in category.u8 and answer.u8

PADDING_SCORE = -1.0e9  # what the rank graph gives candidate index 0

GRAPHS = ("update.onnx", "readout.onnx", "rank.onnx")
