import type { Caller } from '../http/call.ts'
import { createOwnRecords } from '../requests/own-records.ts'
import { createResourceClient, type ResourceClient } from '../resource-client.ts'
import { type Clock, systemClock } from '../runtime/clock.ts'

/** Clients by the name of their resource, all over one caller. */
export type Resources = (name: string) => ResourceClient

/** Opens resources over a caller that a test has made. */
export function openResources({ caller, clock = systemClock }: { caller: Caller; clock?: Clock }): Resources {
  const tools = {
    caller,
    clock,
    log: undefined,
    format: 'json',
    authenticationType: 'oauth2',
    ownRecords: createOwnRecords(clock),
    ratePerSecond: 25,
  } as const
  return (name) => createResourceClient(name, tools)
}
