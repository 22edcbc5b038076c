/**
 * Runs of a stream follow one another; runs of different streams go on side by side, over one ledger. `main`: the runs that move
 * the watermark. `back-fill`: a range beside them.
 */
export type RunStream = 'main' | 'back-fill'
