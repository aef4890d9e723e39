/** What holds at every door, whatever container is behind it: {@link org.icefloe.contract.DoorContract}. */
package org.icefloe.contract;
