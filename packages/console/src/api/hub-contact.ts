import { createFlag } from './flag.ts'

/** Set while the hub does not answer. */
export const hubIsSilent = createFlag()

/** How long to wait before the hub is asked again whether it is back. */
const askAgainMs = 2000

/** Statuses with which a proxy says that it cannot reach the hub. */
const gatewayStatuses = new Set([502, 503, 504])

/** `fetch` that notices when the hub falls silent, and when it answers again. */
export const watchedFetch: typeof fetch = async (input, init) => {
  try {
    const response = await fetch(input, { ...init, credentials: 'same-origin' })
    if (isFromHub(response)) hubIsSilent.set(false)
    else noteSilence()
    return response
  } catch (error) {
    // Requests that the page itself gave up end with another kind of error.
    if (error instanceof TypeError) noteSilence()
    throw error
  }
}

/** Whether the hub answers now. */
export async function isAnswering(): Promise<boolean> {
  try {
    const response = await fetch('/healthz', { cache: 'no-store' })
    if (response.ok) return true
  } catch {
    // No answer is the answer.
  }
  noteSilence()
  return false
}

/** Resolves when the hub answers again; at once if it does. */
export function hubIsBack(): Promise<void> {
  return new Promise((resolve) => {
    if (!hubIsSilent.isSet()) return resolve()
    const stop = hubIsSilent.subscribe(() => {
      stop()
      resolve()
    })
  })
}

function noteSilence(): void {
  if (hubIsSilent.isSet()) return
  hubIsSilent.set(true)
  askAgain()
}

function askAgain(): void {
  setTimeout(async () => {
    if (!hubIsSilent.isSet()) return
    if (await isAnswering()) hubIsSilent.set(false)
    else askAgain()
  }, askAgainMs)
}

/** The hub's own refusals are problems; a proxy that cannot reach it answers with a page. */
function isFromHub(response: Response): boolean {
  return (
    !gatewayStatuses.has(response.status) ||
    (response.headers.get('content-type') ?? '').includes('application/problem')
  )
}
