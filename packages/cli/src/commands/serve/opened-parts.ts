/** What was opened, to be closed again in the reverse order. `AsyncDisposableStack` is not in Node.js 22. */
export interface OpenedParts extends AsyncDisposable {
  /** Gives back what it is given. */
  use<Part extends AsyncDisposable>(part: Part): Part
  defer(close: () => void | Promise<void>): void
}

/** Everything is closed, also when closing something fails; the first failure is thrown at the end. */
export function createOpenedParts(): OpenedParts {
  const closing: (() => void | PromiseLike<void>)[] = []
  return {
    use: (part) => {
      closing.push(() => part[Symbol.asyncDispose]())
      return part
    },
    defer: (close) => void closing.push(close),
    [Symbol.asyncDispose]: async () => {
      const failures: unknown[] = []
      for (const close of closing.splice(0).reverse()) {
        try {
          await close()
        } catch (error) {
          failures.push(error)
        }
      }
      if (failures.length > 0) throw failures[0]
    },
  }
}
