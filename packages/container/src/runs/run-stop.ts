/** Why a run is let go. `lost`: another node has it. `cancelled`: somebody asked twice. */
export type HardStopReason = 'lost' | 'cancelled'

/** The reason that the signal of a run has which is let go at once. What it left is settled by the next attempt or run. */
export class RunStop extends Error {
  readonly reason: HardStopReason

  constructor(reason: HardStopReason) {
    super(reason === 'lost' ? 'The run is no longer held by this node' : 'The run was cancelled at once')
    this.name = 'RunStop'
    this.reason = reason
  }
}
