import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'

/** The size of the space for new objects in MiB, in a program that holds it at its size at the start. */
function sizeAfter(statement: string): number {
  const program = `
    import { growNewSpace } from ${JSON.stringify(new URL('./grow-new-space.ts', import.meta.url).href)}
    import { getHeapSpaceStatistics } from 'node:v8'
    ${statement}
    const space = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')
    console.log(Math.round((space.space_used_size + space.space_available_size) / 1024 / 1024))`
  const args = ['--semi-space-growth-factor=1', '--input-type=module', '--eval', program]
  return Number(execFileSync(process.execPath, args, { encoding: 'utf8' }))
}

it('growNewSpace makes the space for new objects 4 MiB large, once', () => {
  expect(sizeAfter('')).toBeLessThan(4)
  expect(sizeAfter('growNewSpace()')).toBe(4)
  expect(sizeAfter('growNewSpace(); growNewSpace()')).toBe(4)
})
