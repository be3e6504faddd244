package dev.attune.models.release;

/** What a release is checked for before use, in this order. */
public enum ReleaseCheck {
  /** There is a manifest, and it says what it must. */
  MANIFEST,
  /** A trusted key signed the manifest. */
  SIGNATURE,
  /** Every file of the manifest is there and has its size. */
  SIZES,
  /** Every file is the one of the manifest. */
  HASHES,
  /** The files that are no graphs can be read and fit together. */
  CONTENTS,
  /** The graphs hold plain arithmetic only. */
  OPERATORS,
  /** The graphs can be loaded; inputs and outputs have their names, types and shapes. */
  SHAPES,
  /** The graphs answer the golden vectors as they did where they were made. */
  GOLDEN
}
