/** The usage model in ONNX Runtime; no other package knows of it. */
@NullMarked
package dev.attune.models.onnx;

import org.jspecify.annotations.NullMarked;
