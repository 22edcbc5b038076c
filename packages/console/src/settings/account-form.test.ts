import { describe, expect, test } from 'vitest'
import { changedParts } from '../versioned-form/form-shape.ts'
import { accountFormShape, describeAccountChange } from './account-form.ts'

const before = { name: 'Acme', draftUse: 'refused', productionDeploys: 'alone' } as const

describe('settings of an account', () => {
  test('are the same but for blanks around the name, which the hub takes off', () => {
    expect(changedParts(accountFormShape, before, { ...before, name: ' Acme ' })).toEqual([])
    expect(changedParts(accountFormShape, before, { ...before, draftUse: 'allowed' })).toEqual(['draftUse'])
  })

  test('tell what somebody else changed', () => {
    const after = { ...before, name: 'Acme Ltd', draftUse: 'allowed' } as const

    expect(
      changedParts(accountFormShape, before, after).map((part) => describeAccountChange(part, before, after)),
    ).toEqual([
      { label: 'Name', from: 'Acme', to: 'Acme Ltd' },
      {
        label: 'Untested connections',
        from: 'Require a passed test before use',
        to: 'Allow untested connections',
      },
    ])
  })
})
