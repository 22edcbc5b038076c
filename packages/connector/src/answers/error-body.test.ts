import { describe, expect, it } from 'vitest'
import { decodeErrorBody } from './error-body.ts'

const json = (text: string) => decodeErrorBody(Buffer.from(text), 'application/json')
const xml = (text: string) => decodeErrorBody(Buffer.from(text), 'application/xml')

describe('decodeErrorBody', () => {
  it('keeps all messages of all models', () => {
    expect(json('{"errors":{"department":["Name is blank","Name is taken"],"user":["Login is taken"]}}')).toEqual({
      messages: ['Name is blank', 'Name is taken', 'Login is taken'],
      modelKeys: ['department', 'user'],
      warnings: [],
    })
  })

  it('reads the messages of XML, plain and in CDATA', () => {
    expect(
      xml("<errors><error><![CDATA[Name can't be <blank>]]></error><error>Code is taken</error></errors>").messages,
    ).toEqual(["Name can't be <blank>", 'Code is taken'])
  })

  it('takes a line of plain text for a message, and a page of it for nothing', () => {
    const plain = (text: string) => decodeErrorBody(Buffer.from(text), 'text/plain').messages

    expect(plain('No results match your search criteria.\n')).toEqual(['No results match your search criteria.'])
    expect(plain('x'.repeat(501))).toEqual([])
  })

  it('sets warnings apart', () => {
    expect(json('{"errors":{"warnings":["over budget"],"invoice_header":["no"]}}')).toEqual({
      messages: ['no'],
      modelKeys: ['invoice_header'],
      warnings: ['over budget'],
    })
    expect(xml('<errors><error>no</error><warnings><warning>hm</warning></warnings></errors>')).toMatchObject({
      messages: ['no'],
      warnings: ['hm'],
    })
  })

  it.each([
    ['{"errors":"no"}', ['no']],
    ['{"errors":{"user":"no"}}', ['no']],
    ['{"errors":{"user":{"login":["no"],"email":{"deep":"never"}}}}', ['no', 'never']],
    ['{"errors":["a",["b"],"a"]}', ['a', 'b']],
    ['{"error":{"message":"no"}}', ['no']],
    ['{"error":"invalid_scope","error_description":"the scope"}', ['invalid_scope', 'the scope']],
    ['{"errors":{"__proto__":["no"]}}', ['no']],
  ])('copes with %s', (text, messages) => {
    expect(json(text).messages).toEqual(messages)
  })

  it.each(['', 'oops', '[1]', '{"id":1}', '{"errors":', '<html/>', '<errors>'])('finds no messages in %j', (text) => {
    expect(json(text).messages).toEqual([])
    expect(xml(text).messages).toEqual([])
  })
})
