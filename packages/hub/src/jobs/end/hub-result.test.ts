import { describe, expect, it } from 'vitest'
import { createHubResult, operationTitle } from './hub-result.ts'

describe('createHubResult', () => {
  it('says of an operation without a container what is missing, and that nothing was sent', () => {
    const { message } = createHubResult('NO_CONTAINER', { container: '' })

    expect(message).toBe(
      'The account has no container that could run the operation. Nothing was sent to Coupa. Install one, or attach a cloud.',
    )
    expect(operationTitle('NO_CONTAINER')).toBe('No container')
  })

  it('adds what is known besides', () => {
    const result = createHubResult('OUTCOME_UNKNOWN', {
      container: 'Plant 7',
      addition: 'It was removed.',
      durationMs: 7,
    })

    expect(result).toMatchObject({ outcome: 'OUTCOME_UNKNOWN', durationMs: 7 })
    expect(result.message).toMatch(/^The container Plant 7 .* It was removed\.$/)
  })
})
