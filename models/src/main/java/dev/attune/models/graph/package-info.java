/** What stands in the bytes of an ONNX graph, without a runtime. */
@NullMarked
package dev.attune.models.graph;

import org.jspecify.annotations.NullMarked;
