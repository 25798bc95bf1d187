import { routes } from '@watchroom/contracts';
import { Link } from '@tanstack/react-router';
import css from './notice.module.css';

export const NotFoundPage = () => (
  <main className={css.lone}>
    <div className={css.notice}>
      <h1>There is no such page</h1>
      <p>The address may be mistyped, or the page may have moved.</p>
      <p>
        <Link to={routes.dashboardPage} className={css.link}>
          Go to the dashboard
        </Link>
      </p>
    </div>
  </main>
);
