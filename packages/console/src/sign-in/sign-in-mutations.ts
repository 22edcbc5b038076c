import type { BodyInputOf, Routes } from '@coupa-connector/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { client } from '../api/client.ts'
import { sessionKeys } from '../session/session-queries.ts'

/** Signs in with a password, and continues to `returnTo`, a path of this origin. */
export function useSignIn(returnTo: string) {
  const enter = useEnter(returnTo)
  return useMutation({
    mutationFn: async (given: BodyInputOf<Routes['session.create']>) =>
      await client.call('session.create', { body: given }),
    onSuccess: enter,
  })
}

/** Makes the first administrator and their account. */
export function useSetUp() {
  const enter = useEnter()
  return useMutation({
    mutationFn: async (given: BodyInputOf<Routes['installation.setUp']>) =>
      await client.call('installation.setUp', { body: given }),
    onSuccess: enter,
  })
}

/** What somebody gives to accept an invitation: a name when they are new, a password unless they are signed in. */
export interface Joining {
  readonly name?: string
  readonly password?: string
}

/** Accepts an invitation. A known person who is not signed in is signed in first. */
export function useAcceptInvitation({
  token,
  email,
  isKnown,
}: {
  readonly token: string
  readonly email: string
  readonly isKnown: boolean
}) {
  const enter = useEnter()
  return useMutation({
    gcTime: 0,
    mutationFn: async (given: Joining) => {
      if (isKnown && given.password !== undefined) {
        await client.call('session.create', { body: { email, password: given.password } })
      }
      return (await client.call('invitation.accept', { body: { token, ...(isKnown ? {} : given) } })).body
    },
    onSuccess: enter,
  })
}

/** Signs out and stays on the page. */
export function useSignOutHere() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async () => await client.call('session.delete'),
    onSuccess: async () => await queryClient.resetQueries({ queryKey: sessionKeys.current }),
  })
}

/** Asks for a mail with a link to set a new password. Answered alike whether there is such a person. */
export function useRequestPasswordReset() {
  return useMutation({
    mutationFn: async (given: BodyInputOf<Routes['person.requestPasswordReset']>) =>
      await client.call('person.requestPasswordReset', { body: given }),
  })
}

/** Sets a new password with the token of a link. */
export function useResetPassword() {
  return useMutation({
    mutationFn: async (given: BodyInputOf<Routes['person.resetPassword']>) =>
      await client.call('person.resetPassword', { body: given }),
  })
}

/** Drops what was loaded while nobody was signed in, and continues to the first page. */
function useEnter(to = '/'): () => Promise<void> {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  return async () => {
    queryClient.clear()
    await navigate({ to, replace: true })
  }
}
