import { Alert, Button, Group, PasswordInput, Stack, Text, TextInput, Title, VisuallyHidden } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { sessionQuery } from '../session/session-queries.ts'
import { Icon } from '../ui/marks/icon.tsx'
import { Page } from '../ui/pages/page.tsx'
import { ErrorState, LoadingRows } from '../ui/states/states.tsx'
import { useChangeName, useChangePassword, useEndSessions } from './profile-mutations.ts'
import { sessionsQuery } from './profile-queries.ts'
import { SessionList } from './session-list.tsx'

/** The person who is signed in: name, password, sessions. */
export function Profile(): React.JSX.Element {
  const { data } = useSuspenseQuery(sessionQuery)
  return (
    <Page title="Profile" description={data.person.email} maxWidth={700}>
      <Stack gap="lg">
        <NameForm name={data.person.name} />
        {data.session.method === 'password' ? (
          <PasswordForm />
        ) : (
          <Text size="sm" className="muted">
            You sign in with your provider. Change your password there.
          </Text>
        )}
        <Sessions />
      </Stack>
    </Page>
  )
}

function NameForm({ name: stored }: { readonly name: string }): React.JSX.Element {
  const [name, setName] = useState(stored)
  const save = useChangeName()
  return (
    <form
      className="surface"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(name)
      }}
    >
      <Stack gap="md" p="lg">
        {save.error ? <ErrorState error={save.error} /> : null}
        <TextInput
          label="Name"
          autoComplete="name"
          required
          maxLength={255}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="sm">
          <Text size="sm" className="muted" aria-live="polite">
            {save.isSuccess && name === stored ? 'Saved.' : ''}
          </Text>
          <Button type="submit" disabled={name === stored} loading={save.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function PasswordForm(): React.JSX.Element {
  const [given, setGiven] = useState({ currentPassword: '', newPassword: '' })
  const change = useChangePassword()
  return (
    <form
      className="surface"
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate(given, { onSuccess: () => setGiven({ currentPassword: '', newPassword: '' }) })
      }}
    >
      <Stack gap="md" p="lg">
        <Title order={2}>Password</Title>
        {change.error ? <ErrorState error={change.error} /> : null}
        {change.isSuccess ? (
          <Alert color="green" icon={<Icon name="check" />} role="status">
            Password changed. You have been signed out everywhere else.
          </Alert>
        ) : null}
        <PasswordInput
          label="Current password"
          autoComplete="current-password"
          required
          value={given.currentPassword}
          onChange={(event) => setGiven({ ...given, currentPassword: event.currentTarget.value })}
        />
        <PasswordInput
          label="New password"
          description="At least 12 characters."
          autoComplete="new-password"
          minLength={12}
          required
          value={given.newPassword}
          onChange={(event) => setGiven({ ...given, newPassword: event.currentTarget.value })}
        />
        <Group justify="flex-end">
          <Button type="submit" variant="default" loading={change.isPending}>
            Change password
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Sessions(): React.JSX.Element {
  const sessions = useQuery(sessionsQuery)
  const end = useEndSessions()
  const others = sessions.data?.filter(({ isCurrent }) => !isCurrent).map(({ id }) => id) ?? []
  return (
    <section>
      <Group justify="space-between" mb="xs">
        <Title order={2}>Sessions</Title>
        {others.length > 1 ? (
          <Button variant="default" size="xs" loading={end.isPending} onClick={() => end.mutate(others)}>
            Sign out everywhere else
          </Button>
        ) : null}
      </Group>
      {sessions.isPending ? <LoadingRows rows={2} /> : null}
      {sessions.error && !sessions.data ? (
        <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />
      ) : null}
      {end.error ? <ErrorState error={end.error} /> : null}
      {sessions.data ? (
        <SessionList
          sessions={sessions.data}
          ending={end.isPending ? end.variables : []}
          onEnd={({ id }) => end.mutate([id])}
        />
      ) : null}
      <VisuallyHidden role="status">{end.isSuccess ? 'Ended.' : ''}</VisuallyHidden>
    </section>
  )
}
