"""Read the articles of a JSON lines file or folder with Spark, and write their claims as Parquet.

    spark-submit --master "local[2]" spark_job.py articles.jsonl claims

Every machine needs claimx with its extra: ``pip install 'claimx[spark]'``.
"""

from __future__ import annotations

import sys

from pyspark.sql import SparkSession

import claimx.spark


def main(source: str, out: str) -> None:
    """Read ``source`` into ``out``, and tell what came of it."""
    spark = SparkSession.builder.appName("claimx").getOrCreate()
    # Dates stay strings: what is no date is then rejected by claimx, not made null by Spark. A line that is
    # no JSON is a row of nulls, which claimx rejects too.
    articles = spark.read.schema("id string, text string, published string").json(source)
    articles = articles.repartition(2 * spark.sparkContext.defaultParallelism)  # one file would be one task

    # Written before anything is counted: Spark would read the texts again for every count.
    claimx.spark.extract(articles).write.parquet(out)

    rows = spark.read.parquet(out)
    rejects, claims = rows.where("reject_stage IS NOT NULL"), rows.where("reject_stage IS NULL")
    total, rejected = articles.count(), rejects.count()
    print(f"{total} articles, {total - rejected} read, {rejected} rejected")
    for reject in rejects.orderBy("article").limit(20).collect():
        print(f"{reject.article_id}  {reject.reject_stage}: {reject.reject_reason}")
    for company, metric, count in claims.groupBy("company", "metric").count().orderBy("count").tail(10):
        print(f"{count:6} {metric:12} {company}")
    spark.stop()


if __name__ == "__main__":
    if len(sys.argv) != 3:  # noqa: PLR2004
        sys.exit(__doc__)
    main(*sys.argv[1:])
