/** Work that goes on beside what follows it: one piece at a time, in order. */
export interface TrailingWork {
  /** Waits for the piece before, and begins this one. Throws what the piece before threw; this one is not begun then. */
  begin(piece: () => Promise<void>): Promise<void>
  /** Waits for the piece in hand. Throws what it threw. */
  ended(): Promise<void>
}

/**
 * Does work whose pieces trail behind it. When it resolves or throws, no piece is under way any more. If the work fails, the
 * piece in hand comes to its end all the same, and of two failures that of the work counts.
 */
export async function withTrailingWork<Result>(work: (trailing: TrailingWork) => Promise<Result>): Promise<Result> {
  let inHand: Promise<{ readonly error: unknown } | undefined> = Promise.resolve(undefined)
  const ended = async (): Promise<void> => {
    const failure = await inHand
    if (failure !== undefined) throw failure.error
  }
  const begin = async (piece: () => Promise<void>): Promise<void> => {
    await ended()
    inHand = piece().then(
      () => undefined,
      (error: unknown) => ({ error }),
    )
  }
  try {
    const result = await work({ begin, ended })
    await ended()
    return result
  } finally {
    await inHand
  }
}
