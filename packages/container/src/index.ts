// The whole public surface, listed by hand. What is not here is private.
export { createConnectionType } from './connection-type.ts'
