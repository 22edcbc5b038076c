import { DatabaseError } from './database-error.ts'

/**
 * Waits a limited time for an answer of the database. Throws a `DatabaseError` (`DATABASE_UNAVAILABLE`) when the time is up.
 */
export async function withTimeout<Result>(answer: Promise<Result>, timeoutMs: number, who: string): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const suggestion = 'Look whether it runs, can be reached and is not overloaded.'
      reject(new DatabaseError('DATABASE_UNAVAILABLE', `${who} did not answer within ${timeoutMs} ms.`, suggestion))
    }, timeoutMs)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
