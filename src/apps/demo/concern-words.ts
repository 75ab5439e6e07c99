export type {
  CategoryId,
  ChildInvolvement,
  FourC,
  Intent,
  KindId,
  ParentsAnswer,
  Part,
  Place,
  Severity,
  Status,
  Stream,
} from '#domains/concerns';
