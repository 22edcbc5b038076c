import { Page } from '../components/page.tsx'

export function Profile(): React.JSX.Element {
  return <Page title="Profile">…</Page>
}
