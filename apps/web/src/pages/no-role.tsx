import { METRICS_ROLES, type SignedInAdmin } from '@watchroom/contracts';
import { ROLE_NAMES } from '../features/auth/role-names';
import css from './notice.module.css';

/** For admins whose role does not include the metrics; the way out is in the header. */
export const NoRole = ({ admin }: { admin: SignedInAdmin }) => (
  <div className={css.notice}>
    <h1>Your role does not include the monitoring dashboard</h1>
    <p>
      You are signed in as <strong>{admin.email}</strong> with the role{' '}
      <strong>{ROLE_NAMES[admin.role]}</strong> ({admin.role}).
    </p>
    <p>
      The dashboard is open to {METRICS_ROLES.map((role) => ROLE_NAMES[role].toLowerCase()).join(' and ')}.
      Ask a super admin for one of these roles, or sign out and sign in with another account.
    </p>
  </div>
);
