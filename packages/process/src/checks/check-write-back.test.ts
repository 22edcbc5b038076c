import { describe, expect, it } from 'vitest'
import { DefinitionError, type DefinitionProblem } from '../definition/definition-error.ts'
import { parseDefinition } from './parse-definition.ts'

function problemsOf(
  writeBack: unknown,
  mode = 'after-answer',
  resource = 'expense_reports',
): readonly DefinitionProblem[] {
  try {
    parseDefinition({
      process: 'with-answers',
      values: { target: { kind: 'files' } },
      source: { resource, mode: 'work-list', fields: ['id', 'status'] },
      mapping: { shape: 'nested' },
      acknowledge: { mode, writeBack },
    })
    return []
  } catch (error) {
    if (error instanceof DefinitionError) return error.problems
    throw error
  }
}

describe('acknowledge.writeBack', () => {
  it('takes custom fields and fields that can be written, from the answer or as a constant', () => {
    const writeBack = {
      'custom-fields.erp-number': 'documentNumber',
      'erp-document-status': { value: 'posted' },
    }

    expect(problemsOf(writeBack)).toEqual([])
  })

  it.each([
    ['the flag', { exported: { value: true } }, 'exported', undefined],
    ['a field that does not exist', { 'erp-document-stats': 'code' }, 'erp-document-stats', 'erp-document-status'],
    ['a field that holds records', { 'expense-lines': 'code' }, 'expense-lines', 'one value'],
    ['a field of another record', { 'expensed-by.login': 'code' }, 'expensed-by.login', 'one value'],
    ['all custom fields', { 'custom-fields': 'code' }, 'custom-fields', 'custom-fields.erp-number'],
    ['a custom field in underscores', { 'custom-fields.erp_number': 'code' }, 'custom-fields.erp_number', 'hyphens'],
  ])('refuses %s, and says what works', (_what, writeBack, field, suggestion) => {
    const [problem, ...others] = problemsOf(writeBack)

    expect(others).toEqual([])
    expect(problem?.path).toBe(`acknowledge.writeBack.${field}`)
    if (suggestion !== undefined) expect(problem?.suggestion).toContain(suggestion)
  })

  it('refuses a mode that has no answers', () => {
    expect(problemsOf({ 'custom-fields.erp-number': 'documentNumber' }, 'after-commit')).toEqual([
      {
        path: 'acknowledge.writeBack',
        message: 'is set, and the mode after-commit has no answers that could be written back',
        suggestion: 'Use the mode after-answer.',
      },
    ])
  })

  it('refuses a resource whose flag is all that can be changed (F-339)', () => {
    const problems = problemsOf(
      { 'custom-fields.erp-number': 'documentNumber' },
      'after-answer',
      'receiving_transactions',
    )

    expect(problems.map(({ path }) => path)).toEqual(['acknowledge.writeBack'])
  })
})
