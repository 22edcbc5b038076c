/**
 * What one answer may hold, in either encoding. Bytes have a limit of their own (`maxResponseBytes`); these keep the time and
 * memory of each byte within bounds, because a few bytes may stand for an object.
 */
export interface AnswerBudget {
  /** JSON: values and names of members. XML: elements, attributes, references, comments and the like. */
  readonly maxItems: number
  /** Levels of nesting. */
  readonly maxDepth: number
  /** Attributes of one tag of XML. */
  readonly maxAttributes: number
  /** Length of one name, attribute or reference of XML in characters. */
  readonly maxMarkupCharacters: number
}

/**
 * Why these: a million items are 50 records of 20,000 values each, ten times the largest page that Coupa is known to serve;
 * a million of the costliest, objects that share no shape, take about 200 MiB. Coupa's records have about ten levels,
 * and programs that walk a value by recursion bear some thousands. Its tags have two attributes, its longest names 60
 * characters.
 */
export const answerBudget: AnswerBudget = {
  maxItems: 1_000_000,
  maxDepth: 200,
  maxAttributes: 64,
  maxMarkupCharacters: 64 * 1024,
}

/** Told by a decoder that meets more than the budget allows; the message is half a sentence about the answer. */
export class BudgetExceeded extends Error {
  override readonly name = 'BudgetExceeded'
}

/** The refusal of an answer with too many items. */
export function tooManyItems(): BudgetExceeded {
  return new BudgetExceeded(`it holds more than ${answerBudget.maxItems} values, names or elements`)
}

/** The refusal of an answer with too many levels. */
export function tooDeep(): BudgetExceeded {
  return new BudgetExceeded(`it is nested deeper than ${answerBudget.maxDepth} levels`)
}
