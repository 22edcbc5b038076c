import { describe, expect, it } from 'vitest'
import { readAnswerFile } from './answer-file.ts'

describe('a file of answers', () => {
  it('is CSV with names as people write them, and values to write back', () => {
    const text = 'ID;Outcome;Document Number;erp-company\n1204;Accepted;5100004711;DE01\n1209;refused;;\n'

    expect(readAnswerFile('answers.csv', text)).toEqual({
      answers: [
        { id: '1204', outcome: 'accepted', values: { documentNumber: '5100004711', 'erp-company': 'DE01' } },
        { id: '1209', outcome: 'refused' },
      ],
      unusable: [],
    })
  })

  it('is NDJSON with an object a line', () => {
    const text =
      '{"id":1204,"outcome":"accepted","values":{"documentNumber":"51"}}\n\n{"id":"7","outcome":"refused","code":"NO"}\n'

    expect(readAnswerFile('answers.ndjson', text).answers).toEqual([
      { id: '1204', outcome: 'accepted', values: { documentNumber: '51' } },
      { id: '7', outcome: 'refused', code: 'NO' },
    ])
  })

  it('keeps the good lines and says what is wrong with the others', () => {
    const { answers, unusable } = readAnswerFile('a.csv', 'id,outcome\n1,accepted\nx,accepted\n3,perhaps\n,refused\n')

    expect(answers.map(({ id }) => id)).toEqual(['1'])
    expect(unusable).toEqual([
      { line: 3, problem: 'has the id "x", which is not a whole number' },
      { line: 4, problem: 'has the outcome "perhaps"; use accepted or refused' },
      { line: 5, problem: 'has no id' },
    ])
  })
})
