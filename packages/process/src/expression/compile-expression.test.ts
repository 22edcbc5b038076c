import { describe, expect, test } from 'vitest'
import { compileExpression, ExpressionFailure, parseExpression } from './compile-expression.ts'
import { languageFunctions } from './expression-functions.ts'

const evaluate = (expression: string, record: Record<string, unknown> = {}): Promise<unknown> =>
  compileExpression(expression)(record, { record, parent: undefined })

describe('an expression', () => {
  test.each([
    ['$decimalSum(lines.total)', '1234567890123456.79'],
    ['$decimalAdd("0.1", "0.2")', '0.3'],
    ['$decimalSubtract("0.3", "0.1")', '0.2'],
    ['$decimalMultiply("1234567890123456.78", 3)', '3703703670370370.34'],
    ['$decimalDivide("1", "3", 4)', '0.3333'],
    ['$decimalDivide("1", "3", 30)', '0.333333333333333333333333333333'],
    ['$decimalRound("2.345", 2)', '2.35'],
    ['$decimalCompare("12.50", 12.5)', 0],
    ['$decimalCompare("9", "10")', -1],
    ['$decimalSum(nothing)', '0'],
    ['$decimalAdd(nothing, "1")', undefined],
    ['$pad("7", -3, "0")', '007'],
    ['$replace("a-b", /-/, "+")', 'a+b'],
    ['$replace("John Smith", /(\\w+)\\s(\\w+)/, "$2, $1")', 'Smith, John'],
    ['$contains("abc", /B/i)', true],
  ])('%s is %j', async (expression, result) => {
    const lines = [{ total: '1234567890123456.78' }, { total: '0.01' }]
    expect(await evaluate(expression, { lines })).toEqual(result)
  })

  test.each([
    ['endless recursion in place', '($f := function($x) { $f($x + 1) }; $f(1))'],
    ['endless recursion', '($f := function($x) { 1 + $f($x + 1) }; $f(1))'],
    ['a list of millions', '[1..10000000]'],
    ['a text of millions', '$pad("a", 100000000)'],
    ['code in a text', '$eval("1 + 1")'],
    ['a division by zero', '$decimalDivide("1", "0")'],
  ])('%s ends as a failure', async (_what, expression) => {
    await expect(evaluate(expression)).rejects.toThrow(ExpressionFailure)
  })

  test('a pattern that explodes elsewhere takes linear time', async () => {
    // With back-tracking this takes longer than the test may.
    expect(await evaluate('$match(text, /(a+)+$/)', { text: `${'a'.repeat(5_000)}!` })).toBeUndefined()
  })

  test('what takes long gives way to the rest of the program', async () => {
    let turns = 0
    setImmediate(() => turns++)
    await expect(evaluate('($f := function($n) { $n = 0 ? 0 : $f($n - 1) + $f($n - 1) }; $f(60))')).rejects.toThrow()
    expect(turns).toBe(1)
  })

  test('what is not a number is named', async () => {
    await expect(evaluate('$decimalAdd("12,5", "1")')).rejects.toThrow('"12,5" is not a number')
  })

  test('every listed function exists', async () => {
    const checks = languageFunctions.map((name) => `"${name}": $exists($${name})`)
    const found: unknown = await parseExpression(`{${checks.join()}}`).evaluate({})
    const missing = languageFunctions.filter((name) => Reflect.get(Object(found), name) !== true)
    expect(missing).toEqual([])
  })
})
