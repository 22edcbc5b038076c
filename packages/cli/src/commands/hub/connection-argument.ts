/** Which connection of a hub a command is about. */
export const connectionArgument = { name: '<connection>', description: 'name or id of a connection of the hub' }
