import type { HubLog } from './hub-log.ts'

/** Writes nothing. */
export const silentLog: HubLog = { debug() {}, info() {}, warn() {}, error() {} }
