/** Levels of connection quality, best first. */
export const QUALITY_LEVELS = ['excellent', 'good', 'fair', 'poor'] as const;
export type QualityLevel = (typeof QUALITY_LEVELS)[number];

/** Level of many sessions together; `unknown` without a recent report. */
export type AverageQuality = QualityLevel | 'unknown';

/** Shares in percent with one decimal, together 100.0, or all 0 without data. */
export type QualityDistribution = Record<QualityLevel, number>;

/** Words a reporter may use. Vendors' words are mapped explicitly; null = said that it does not know. */
export const REPORTED_QUALITY = {
  excellent: 'excellent',
  good: 'good',
  fair: 'fair',
  poor: 'poor',
  warning: 'fair',
  low: 'fair',
  bad: 'poor',
  'very-low': 'poor',
  lost: 'poor',
  unknown: null,
} as const satisfies Record<string, QualityLevel | null>;
export type ReportedQuality = keyof typeof REPORTED_QUALITY;
