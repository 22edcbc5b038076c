import { hubIsBack, isAnswering } from './hub-contact.ts'

/** The hub answers, but no longer has a part of the page: it was updated since the page was opened. */
export class CodeGoneError extends Error {
  constructor(cause: unknown) {
    super('The console was updated since you opened this page.', { cause })
    this.name = 'CodeGoneError'
  }
}

/**
 * Loads a part of the page's code. While the hub is silent, it waits and tries again; the page stays as it is. Throws
 * `CodeGoneError` when the hub answers and the part is not there.
 */
export async function loadCode<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load()
  } catch (error) {
    if (await isAnswering()) throw new CodeGoneError(error)
    await hubIsBack()
    return await loadCode(load)
  }
}
