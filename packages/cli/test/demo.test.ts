import { expect, test } from 'vitest'
import { createPerson } from './support/program.ts'

test('the demo shows every step and ends well', async () => {
  await using person = await createPerson()
  const { status, stdout, stderr } = await person.run(['demo', '--records', '200'])

  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  for (const part of ['A sandbox organization', '✔ OK', '200 invoices', 'created', 'changed'])
    expect(stdout).toContain(part)
})
