/** Why a job stops early: somebody cancelled it, its time is up, the hub gave it to another node, or the node stops. */
export type StopReason = 'cancelled' | 'deadline' | 'lost' | 'node-stops'

/** The reason that a stopped job's signal has. */
export class JobStop extends Error {
  readonly reason: StopReason

  constructor(reason: StopReason) {
    super(messages[reason])
    this.name = 'JobStop'
    this.reason = reason
  }
}

const messages: Readonly<Record<StopReason, string>> = {
  cancelled: 'The job was cancelled',
  deadline: 'The time of the job is over',
  lost: 'The job is no longer held by this node',
  'node-stops': 'The node stops',
}

/** Why a signal has aborted; undefined while it has not. */
export function stopReasonOf({ aborted, reason }: AbortSignal): StopReason | undefined {
  if (!aborted) return undefined
  return reason instanceof JobStop ? reason.reason : 'node-stops'
}
