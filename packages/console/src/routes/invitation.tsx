import { Page } from '../components/page.tsx'

export function AcceptInvitation(): React.JSX.Element {
  return <Page title="Invitation">…</Page>
}
