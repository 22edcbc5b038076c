import { isLoopbackHost } from '@coupa-connector/protocol'

/** Whether only the machine of the hub can reach the hub under this address. */
export function isOnlyThisMachine(hubUrl: string): boolean {
  return isLoopbackHost(new URL(hubUrl).hostname)
}
