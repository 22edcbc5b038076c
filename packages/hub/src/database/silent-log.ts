import type { HubLog } from '../hub-context.ts'

/** Writes nothing. */
export const silentLog: HubLog = { debug() {}, info() {}, warn() {}, error() {} }
