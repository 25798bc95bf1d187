import { Injectable } from '@nestjs/common';
import type { History } from '@watchroom/contracts';
import { type HistoryQuestion, type HistoryRequest, questionOf } from '../../core/history/history-question';
import { Clock } from '../../platform/clock/clock';
import { HistoryReader } from './history.reader';
import { RecentAnswers } from './recent-answers';
import type { Snapshot } from './snapshot';

/** Numbers over time: each answer computed at most once a second, and one answer at a time. */
@Injectable()
export class HistoryService {
  private readonly answers: RecentAnswers<History>;

  constructor(
    private readonly reader: HistoryReader,
    private readonly clock: Clock,
  ) {
    this.answers = new RecentAnswers(clock);
  }

  /** @throws DomainError `invalid` for a question that cannot be answered, `not_found` for an unknown service. */
  async history(request: HistoryRequest): Promise<Snapshot<History>> {
    const question = questionOf(request, this.clock.now());
    return this.answers.tell(partsOf(question), () => this.reader.read(question));
  }
}

const partsOf = (question: HistoryQuestion): readonly unknown[] => {
  const { metric, grid, stepSeconds, service, provider, timeZone } = question;
  return [metric, grid.startMs, grid.endMs, stepSeconds, service, provider, timeZone];
};
