/** Proto3 JSON, strictly: what is not exactly JSON of the contract is refused, and says where. */
@NullMarked
package dev.parley.gateway.json;

import org.jspecify.annotations.NullMarked;
