/**
 * What one answer may hold, in either encoding. Bytes have a limit of their own (`maxResponseBytes`); these keep the time and
 * memory of each byte within bounds, because a few bytes may stand for an object.
 */
export interface AnswerBudget {
  /** JSON: values and names of members. XML: elements, attributes, references, comments and the like. */
  readonly maxItems: number
  /** Names of members or elements that differ. Counted in bodies beyond `smallBytes`; a small one cannot hold many. */
  readonly maxNames: number
  /** Levels of nesting. */
  readonly maxDepth: number
  /** Attributes of one tag of XML. */
  readonly maxAttributes: number
  /** Length of one name, attribute or reference of XML in characters. */
  readonly maxMarkupCharacters: number
}

/**
 * Why these: invoices as Coupa serves them have an item for every eleven bytes, so that 16 MiB of them hold one and a half
 * million. Two million of the costliest, empty records, take 180 MiB. A page has some hundred names that differ, about
 * ten levels, two attributes in a tag, and 60 characters in its longest name; programs that walk a value by recursion
 * bear some thousand levels.
 */
export const answerBudget: AnswerBudget = {
  maxItems: 2_000_000,
  maxNames: 20_000,
  maxDepth: 200,
  maxAttributes: 64,
  maxMarkupCharacters: 64 * 1024,
}

/**
 * A body of up to this many bytes, about ten ordinary pages, is decoded in one go. It cannot hold more items than the budget.
 */
export const smallBytes: number = 512 * 1024

/** Thrown by a decoder that exceeds the budget. The message is half a sentence about the answer. */
export class BudgetExceeded extends Error {
  override readonly name = 'BudgetExceeded'
}

/** The refusal of an answer with too many items. */
export function tooManyItems(): BudgetExceeded {
  return new BudgetExceeded(`it contains more than ${answerBudget.maxItems} values, names or elements`)
}

/** Counts a name. Throws when too many names differ, because each costs an entry in the engine's tables. */
export function noteName(names: Set<string>, name: string): void {
  if (names.has(name)) return
  if (names.add(name).size > answerBudget.maxNames) {
    throw new BudgetExceeded(`it contains more than ${answerBudget.maxNames} names that differ`)
  }
}

/** The refusal of an answer with too many levels. */
export function tooDeep(): BudgetExceeded {
  return new BudgetExceeded(`it is nested deeper than ${answerBudget.maxDepth} levels`)
}
