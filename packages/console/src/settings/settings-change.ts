import type { Account } from '@coupa-connector/protocol'

/** What of an account can be changed. */
export interface AccountSettings {
  readonly name: string
  readonly draftUse: Account['policy']['draftUse']
}

export const draftUseWords: Readonly<Record<AccountSettings['draftUse'], string>> = {
  refused: 'Refused: a connection must have passed its test',
  allowed: 'Allowed: drafts can be used too',
}

export function settingsOf({ name, policy }: Account): AccountSettings {
  return { name, draftUse: policy.draftUse }
}

export function isSameSettings(one: AccountSettings, other: AccountSettings): boolean {
  return one.name.trim() === other.name.trim() && one.draftUse === other.draftUse
}

/** What is different now from what was looked at, each a sentence. */
export function differencesBetween(before: AccountSettings, now: AccountSettings): readonly string[] {
  return [
    ...(before.name === now.name ? [] : [`The name is now “${now.name}”; it was “${before.name}”.`]),
    ...(before.draftUse === now.draftUse
      ? []
      : [`The use of drafts is now ${now.draftUse}; it was ${before.draftUse}.`]),
  ]
}
